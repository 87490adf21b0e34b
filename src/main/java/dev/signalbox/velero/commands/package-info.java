/**
 * Changes of Velero's resources: the ports and their adapter, which sends the requests to the API
 * server. Every create uses strict field validation, because the API server would otherwise drop an
 * unknown field silently.
 */
@NamedInterface("commands")
@NullMarked
package dev.signalbox.velero.commands;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
