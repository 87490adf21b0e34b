package dev.signalbox.live;

import java.util.UUID;

/**
 * Whose stream it is.
 *
 * @param session names the session without being its secret
 */
public record StreamOwner(UUID person, String session) {}
