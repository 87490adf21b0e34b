package dev.signalbox.web;

/**
 * One line of the palette.
 *
 * @param kind what it is, in one word, such as {@code User}
 */
public record Found(String kind, String icon, String title, String detail, String url) {}
