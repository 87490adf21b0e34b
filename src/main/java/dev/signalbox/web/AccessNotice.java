package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/**
 * A notice about the session, such as that it temporarily has fewer rights than the role.
 *
 * @param message one or two sentences
 * @param confirmUrl a page to regain some of the rights, or null
 */
public record AccessNotice(String message, @Nullable String confirmUrl) {}
