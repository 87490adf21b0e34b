package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/**
 * How current the data of a page is, rendered by the template {@code components/freshness}.
 *
 * @param status a short status, or null while the data is current
 * @param summary one line: source, sync mode and age of the data
 * @param problem the last failure and what to do about it, or null while there is none
 */
public record FreshnessBanner(
    @Nullable StatusLabel status, String summary, @Nullable ProblemPanel problem) {}
