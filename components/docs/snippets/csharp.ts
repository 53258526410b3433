export const csharp = `using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

static class Webhook
{
    /// <summary>Throws unless the request is genuine and not older than five minutes. body: as it came, unparsed.</summary>
    public static void Verify(string body, IReadOnlyDictionary<string, string> headers, string secret)
    {
        var timestamp = headers["webhook-timestamp"];
        if (Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(timestamp)) > 300)
            throw new CryptographicException("too old");
        var key = Convert.FromBase64String(secret.StartsWith("whsec_") ? secret["whsec_".Length..] : secret);
        var signed = Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{timestamp}.{body}");
        var expected = Encoding.UTF8.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)));
        var isGenuine = headers["webhook-signature"].Split(' ')
            .Any(given => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), expected));
        if (!isGenuine) throw new CryptographicException("wrong signature");
    }
}
`;
