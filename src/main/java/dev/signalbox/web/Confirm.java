package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/**
 * The panel in front of an act: it names the object and the consequence.
 *
 * @param action where the form goes
 * @param method post, put or delete
 * @param title the consequence as a heading
 * @param consequence what happens, and to whom
 * @param button verb and object
 * @param cancel where Cancel leads
 * @param typed the name to type for the dangerous acts, or null
 * @param command the same by command, or null
 */
public record Confirm(
    String action,
    String method,
    String title,
    String consequence,
    String button,
    String icon,
    String cancel,
    @Nullable String typed,
    @Nullable String command) {}
