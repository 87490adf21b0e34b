package dev.signalbox.web;

/**
 * A search result in the command palette.
 *
 * @param kind the type of object in one word, such as {@code User}
 */
public record SearchHit(String kind, String icon, String title, String detail, String url) {}
