package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/**
 * A confirmation panel. It names the object and the effect of the action.
 *
 * @param action the URL of the form
 * @param method post, put or delete
 * @param title the action and its object as a heading
 * @param consequence the effect, and whether it can be undone
 * @param button the label of the button: verb and object
 * @param cancel the URL of Cancel
 * @param typed the name to type for destructive actions, or null
 * @param command the equivalent CLI command, or null
 */
public record ConfirmPanel(
    String action,
    String method,
    String title,
    String consequence,
    String button,
    String icon,
    String cancel,
    @Nullable String typed,
    @Nullable String command) {}
