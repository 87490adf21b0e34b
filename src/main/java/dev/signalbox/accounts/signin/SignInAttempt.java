package dev.signalbox.accounts.signin;

import org.jspecify.annotations.Nullable;

/**
 * A sign-in under way, as the browser carries it to GitHub and back.
 *
 * @param state must come back unchanged, or somebody else sent the answer
 * @param verifier the PKCE secret that only we can show
 * @param to where the person wanted to go
 */
record SignInAttempt(
    String state, String verifier, String authorizationRequestUri, @Nullable String to) {}
