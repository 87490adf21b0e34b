package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/**
 * The content of a problem panel.
 *
 * @param tried shown after "Tried": the attempted operation, as an infinitive with "to"
 * @param response shown after "It said": the response, verbatim
 * @param advice shown after "You can": the next step
 * @param since start of the problem, or null if it has just happened
 * @param errorId the id in the server log, or null if nothing was logged
 */
public record ProblemPanel(
    String title,
    String tried,
    String response,
    String advice,
    @Nullable TimestampView since,
    @Nullable String errorId) {}
