package dev.signalbox.kubernetes.client;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The entries of {@code NO_PROXY} in the form that the Kubernetes client accepts. With any other
 * entry, such as {@code *.svc}, fabric8 does not build the client at all, and an empty entry would
 * match every host.
 *
 * @param entries host suffixes, addresses and CIDR ranges
 * @param all whether an entry {@code *} excludes every host from the proxy
 * @param changed the entries that were rewritten or skipped, as they were
 */
record NoProxyList(List<String> entries, boolean all, List<String> changed) {

  private static final Pattern ACCEPTED = Pattern.compile("[0-9a-zA-Z./:-]+");

  /** Digits, dots and colons with a slash or an address: parsed as an address by fabric8. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?:\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]*)(?:/(\\d{1,3}))?");

  static NoProxyList of(List<String> raw) {
    List<String> entries = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    boolean all = false;
    for (String text : raw) {
      String entry = text.strip();
      if (entry.equals("*")) {
        all = true;
      } else if (entry.startsWith("*.") && isAccepted(entry.substring(1))) {
        entries.add(entry.substring(1));
        changed.add(entry);
      } else if (isAccepted(entry)) {
        entries.add(entry);
      } else if (!entry.isEmpty()) {
        changed.add(entry);
      }
    }
    return new NoProxyList(List.copyOf(entries), all, List.copyOf(changed));
  }

  private static boolean isAccepted(String entry) {
    if (!ACCEPTED.matcher(entry).matches()) {
      return false;
    }
    return !entry.contains("/") || ADDRESS.matcher(entry).matches();
  }
}
