/**
 * Personal API tokens, which authenticate scripts and services.
 *
 * <pre>
 * GET    /tokens               the user's own tokens; POST creates one and shows it once
 * GET    /tokens/new           the form for a new token
 * GET    /tokens/{id}          confirmation of the revocation; DELETE revokes the token
 * GET    /tokens/all           all users' tokens
 * GET    /users/{id}/tokens    the tokens panel of a user's page
 * </pre>
 *
 * <p>A token has at most its owner's permissions: role, status and membership are read with the
 * token on every request. Revoking a user's access revokes the user's tokens and sessions.
 */
@NamedInterface("tokens")
@NullMarked
package dev.signalbox.accounts.tokens;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
