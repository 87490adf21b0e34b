package dev.signalbox.velero.files;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * Refuses hosts with link-local and similar addresses, where clouds serve metadata with
 * credentials.
 */
final class AddressPolicy {

  /** Metadata services of cloud providers that don't have a link-local address. */
  private static final Set<String> METADATA =
      Set.of(
          // AWS and Google Cloud over IPv6
          "fd00:ec2:0:0:0:0:0:254",
          "fd20:ce:0:0:0:0:0:254",
          // Alibaba Cloud, Oracle Cloud, Azure
          "100.100.100.200",
          "192.0.0.192",
          "168.63.129.16");

  private AddressPolicy() {}

  /**
   * Returns whether a connection to the host is allowed; an unknown host fails later.
   *
   * @param loopback whether the host may be the machine of Signalbox
   */
  static boolean allows(String host, boolean loopback) {
    try {
      // the JVM caches the addresses, so that the connection uses the same ones
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (address.isLinkLocalAddress()
            || address.isAnyLocalAddress()
            || address.isMulticastAddress()
            || (address.isLoopbackAddress() && !loopback)
            || METADATA.contains(address.getHostAddress())) {
          return false;
        }
      }
    } catch (UnknownHostException e) {
      // the download reports it
    }
    return true;
  }
}
