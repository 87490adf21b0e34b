/**
 * Objects of the installation that a restore replaces, stops or waits for: its workloads, and the
 * addresses of its services.
 */
@NamedInterface("installation")
@NullMarked
package dev.signalbox.velero.installation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
