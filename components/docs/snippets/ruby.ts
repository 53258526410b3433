export const ruby = `require "base64"
require "json"
require "openssl"

# The event, if the request is genuine and not older than five minutes. body: as it came, unparsed.
def verify(body, headers, secret)
  timestamp = headers["webhook-timestamp"]
  raise "too old" if (Time.now.to_i - Integer(timestamp)).abs > 300
  key = Base64.decode64(secret.delete_prefix("whsec_"))
  signed = "#{headers["webhook-id"]}.#{timestamp}.#{body}"
  expected = "v1," + Base64.strict_encode64(OpenSSL::HMAC.digest("sha256", key, signed))
  genuine = headers["webhook-signature"].split.any? do |given|
    given.bytesize == expected.bytesize && OpenSSL.fixed_length_secure_compare(given, expected)
  end
  raise "wrong signature" unless genuine
  JSON.parse(body)
end
`;
