package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/**
 * What is special about the session, such as temporarily fewer rights than those of the role.
 *
 * @param message one or two sentences
 * @param confirmUrl a page to regain some of the rights, or null
 */
public record AccessNotice(String message, @Nullable String confirmUrl) {}
