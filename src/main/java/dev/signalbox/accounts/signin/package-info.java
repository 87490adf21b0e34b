/**
 * Sign-in through GitHub OAuth: the decision who can sign in, and the pages that are reachable
 * without signing in.
 *
 * <pre>
 * GET    /sign-in                 sign-in page
 * GET    /sign-in/github          redirect to GitHub
 * GET    /sign-in/callback        OAuth callback
 * GET    /sign-in/refused         reason of a refusal and how to resolve it
 * GET    /sign-in/again           re-authentication before a dangerous action
 * GET    /sign-in/code            sign-in with a one-time code while GitHub is down
 * POST   /sign-in/code
 * DELETE /sign-in/authorization   revoke the GitHub authorization of a refused user
 * POST   /sign-out
 * GET    /no-console              signed in with the role member
 * </pre>
 *
 * <p>Nothing is stored on the server for a user who is not signed in: a sign-in in progress and the
 * reason of a refusal travel in sealed cookies that expire after ten minutes.
 */
@NullMarked
package dev.signalbox.accounts.signin;

import org.jspecify.annotations.NullMarked;
