package dev.signalbox.restores;

import java.util.Set;

/** Looks up the IP addresses of host names. */
interface HostAddresses {

  /**
   * Returns the addresses of a host, at most 30 s old. Does not block: the first call for a host
   * starts a lookup in the background and returns {@link Pending}. An IP address is its own result.
   */
  Lookup lookup(String host);

  /** The result of a lookup. */
  sealed interface Lookup {}

  /** The lookup has not ended. */
  record Pending() implements Lookup {}

  /** The addresses; never empty. */
  record Found(Set<String> addresses) implements Lookup {}

  /** The name does not resolve from the host of Signalbox. */
  record NotFound() implements Lookup {}
}
