package dev.signalbox.accounts.signin;

import org.jspecify.annotations.Nullable;

/**
 * A sign-in in progress, kept in a sealed cookie until GitHub's callback. Each tab has its own.
 *
 * @param state the OAuth state; the callback must return it unchanged
 * @param verifier the PKCE code verifier
 * @param to the local path to open after the sign-in
 */
record SignInAttempt(String state, String verifier, @Nullable String to) {}
