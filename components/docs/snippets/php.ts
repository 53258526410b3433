export const php = `<?php
// The event, if the request is genuine and not older than five minutes. $body: as it came, unparsed.
function verify(string $body, array $headers, string $secret): mixed
{
    $timestamp = $headers['webhook-timestamp'];
    if (abs(time() - (int) $timestamp) > 300) {
        throw new Exception('too old');
    }
    $key = base64_decode(preg_replace('/^whsec_/', '', $secret));
    $signed = $headers['webhook-id'] . '.' . $timestamp . '.' . $body;
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', $signed, $key, true));
    foreach (explode(' ', $headers['webhook-signature']) as $given) {
        if (hash_equals($expected, $given)) {
            return json_decode($body);
        }
    }
    throw new Exception('wrong signature');
}
`;
