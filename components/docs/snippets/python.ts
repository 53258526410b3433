export const python = `import base64, hashlib, hmac, json, time

def verify(body: bytes, headers: dict, secret: str):
    """The event, if the request is genuine and not older than five minutes. body: as it came, unparsed."""
    timestamp = headers["webhook-timestamp"]
    if abs(time.time() - int(timestamp)) > 300:
        raise ValueError("too old")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{timestamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    if not any(hmac.compare_digest(expected, given) for given in headers["webhook-signature"].split()):
        raise ValueError("wrong signature")
    return json.loads(body)
`;
