package dev.signalbox.nomad;

import java.time.Instant;

/**
 * Application event: Nomad has accepted a drain that Signalbox requested. Servers before 1.1 store
 * neither the reason nor who requested a drain.
 *
 * @param requestedBy the name of the user or service, or its id
 * @param message the reason
 */
public record DrainRequested(String clientId, String requestedBy, String message, Instant at) {}
