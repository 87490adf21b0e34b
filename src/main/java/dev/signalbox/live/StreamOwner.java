package dev.signalbox.live;

import java.util.UUID;

/**
 * The owner of a stream.
 *
 * @param session identifies the session without revealing its secret
 */
public record StreamOwner(UUID userId, String session) {}
