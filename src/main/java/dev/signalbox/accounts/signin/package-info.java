/**
 * The way in: GitHub's OAuth, the decision whom to admit, and the pages before the door.
 *
 * <pre>
 * GET    /sign-in                 what this is and the button
 * GET    /sign-in/github          off to GitHub
 * GET    /sign-in/callback        back from GitHub
 * GET    /sign-in/refused         who was not admitted, why, and the cure
 * GET    /sign-in/again           a dangerous act needs a fresh sign-in
 * DELETE /sign-in/authorization   forget the permission at GitHub, so that it asks anew
 * POST   /sign-out
 * GET    /no-console              signed in, but as a member
 * </pre>
 *
 * <p>Nothing is kept on the server for a person who is not in: the state of a sign-in under way and
 * the reason of a refusal travel in sealed cookies of ten minutes.
 */
@NullMarked
package dev.signalbox.accounts.signin;

import org.jspecify.annotations.NullMarked;
