// Any verb on any path of /api/v1 that no other route answers
// May be called by: anybody.
// Everything answers 404 as problem+json.
export {
  refuseUnknown as DELETE,
  refuseUnknown as GET,
  refuseUnknown as PATCH,
  refuseUnknown as POST,
  refuseUnknown as PUT,
} from "@/app/api/v1/_resources/unknown";
