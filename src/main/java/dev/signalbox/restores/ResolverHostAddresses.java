package dev.signalbox.restores;

import dev.signalbox.live.LocalTabs;
import dev.signalbox.remote.Adapter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Uses the resolver of the operating system, on a virtual thread per lookup. */
@Adapter
class ResolverHostAddresses implements HostAddresses {

  private static final Duration MAX_AGE = Duration.ofSeconds(30);
  private static final int MAX_HOSTS = 200;

  private record Known(Lookup lookup, Instant at) {}

  private final LocalTabs tabs;
  private final Clock clock;
  private final Map<String, Known> hosts = new LinkedHashMap<>();

  ResolverHostAddresses(LocalTabs tabs, Clock clock) {
    this.tabs = tabs;
    this.clock = clock;
  }

  @Override
  public Lookup lookup(String host) {
    Instant now = clock.instant();
    synchronized (hosts) {
      Known known = hosts.get(host);
      if (known != null && Duration.between(known.at(), now).abs().compareTo(MAX_AGE) < 0) {
        return known.lookup();
      }
      // the earlier result is shown until the lookup has ended
      Lookup shown = known == null ? new Pending() : known.lookup();
      if (hosts.size() >= MAX_HOSTS) {
        hosts.clear();
      }
      hosts.put(host, new Known(shown, now));
      Thread.ofVirtual().name("host-lookup").start(() -> resolve(host));
      return shown;
    }
  }

  private void resolve(String host) {
    Lookup result;
    try {
      result =
          new Found(
              new TreeSet<>(
                  Arrays.stream(InetAddress.getAllByName(host))
                      .map(InetAddress::getHostAddress)
                      .toList()));
    } catch (UnknownHostException e) {
      result = new NotFound();
    }
    boolean isNew;
    synchronized (hosts) {
      Known before = hosts.put(host, new Known(result, clock.instant()));
      isNew = before == null || !before.lookup().equals(result);
    }
    if (isNew) {
      tabs.publishChange(RestoreOperations.TOPIC);
    }
  }
}
