package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong in three parts, as every problem panel shows it.
 *
 * @param tried after "Tried": what was attempted
 * @param answered after "It said": what came back, verbatim
 * @param advice after "You can": the next step
 * @param since since when, or null when it happened just now
 * @param errorId the id that is in the log too, or null where nothing was logged
 */
public record Problem(
    String title,
    String tried,
    String answered,
    String advice,
    @Nullable Moment since,
    @Nullable String errorId) {}
