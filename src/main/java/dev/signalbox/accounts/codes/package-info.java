/**
 * One-time codes, with which admins sign in while GitHub is down. Off unless the settings turn them
 * on. {@code accounts.signin} contains the page on which a code is entered.
 *
 * <pre>
 * GET    /one-time-codes             the user's own codes: how many remain, until when
 * GET    /one-time-codes/new         confirmation before new codes replace the existing ones
 * POST   /one-time-codes
 * GET    /one-time-codes/created     the new codes, for five minutes
 * GET    /one-time-codes/revocation  confirmation before the codes are revoked
 * DELETE /one-time-codes
 * </pre>
 *
 * <p>Spring Security's one-time token login is not used: it generates a token on request and sends
 * it to the user, which requires a working channel, and it stores tokens in plain text.
 */
@NullMarked
package dev.signalbox.accounts.codes;

import org.jspecify.annotations.NullMarked;
