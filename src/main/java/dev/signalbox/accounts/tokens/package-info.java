/**
 * Personal API tokens: what scripts and services show instead of a session.
 *
 * <pre>
 * GET    /tokens               one's own tokens; POST makes one and shows it, once
 * GET    /tokens/new           the form for a new one
 * GET    /tokens/{id}          what revoking it would do; DELETE does it
 * GET    /tokens/all           everybody's
 * GET    /users/{id}/tokens    a panel for a person's page
 * </pre>
 *
 * <p>A token never does more than its owner may: role, status and membership are read anew on every
 * call, together with the token and by its hash. Cutting a person's access ends the person's tokens
 * as it ends the sessions.
 */
@NullMarked
package dev.signalbox.accounts.tokens;

import org.jspecify.annotations.NullMarked;
