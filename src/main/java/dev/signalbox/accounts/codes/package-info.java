/**
 * One-time codes, with which admins sign in while GitHub is down. Off unless the settings turn them
 * on. {@code accounts.signin} contains the page on which a code is entered.
 *
 * <pre>
 * GET    /one-time-codes             the user's own codes: how many remain, until when
 * GET    /one-time-codes/new         confirmation before new codes replace the existing ones
 * POST   /one-time-codes
 * GET    /one-time-codes/created     the new codes, once
 * GET    /one-time-codes/revocation
 * DELETE /one-time-codes
 * </pre>
 *
 * <p>Spring Security's one-time token login is not used: it generates a token when a user asks for
 * one and sends it to them, which needs a channel that works, and it stores tokens in plain text.
 */
@NullMarked
package dev.signalbox.accounts.codes;

import org.jspecify.annotations.NullMarked;
