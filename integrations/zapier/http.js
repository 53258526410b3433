"use strict";

/** Every request of the app goes to the installation, with the tenant's key. */
function addKey(request, _z, bundle) {
  const { baseUrl = "", apiKey } = bundle.authData;
  if (request.url.startsWith("/")) request.url = baseUrl.replace(/\/+$/, "") + request.url;
  if (apiKey) request.headers.Authorization = `Bearer ${apiKey}`;
  return request;
}

/** A refusal of the API says what to do; that sentence is what the person sees. */
function throwProblems(response, z) {
  if (response.status < 400 || response.skipThrowForStatus) return response;
  if (response.status === 401) throw new z.errors.ExpiredAuthError(detailOf(response));
  if (response.status === 429) {
    throw new z.errors.ThrottledError(detailOf(response), Number(response.getHeader("retry-after")) || 30);
  }
  throw new z.errors.Error(detailOf(response), response.data?.code ?? "error", response.status);
}

function detailOf(response) {
  return response.data?.detail ?? `Hookswitch answered ${response.status}.`;
}

module.exports = { addKey, throwProblems };
