-- The public half (whpk_…) of a subscription that signs with Ed25519; null: HMAC.
alter table subscriptions add column public_key text;
-- What the timed end of an overlap and its net look for.
create index subscription_secrets_expiring_idx on subscription_secrets (expires_at) where expires_at is not null;
