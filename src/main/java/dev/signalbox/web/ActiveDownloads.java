package dev.signalbox.web;

import java.security.Principal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The downloads that this instance is sending to users. */
@Component
public class ActiveDownloads {

  private final Set<Download> active = ConcurrentHashMap.newKeySet();

  ActiveDownloads() {}

  /** Returns the users, as their requests were authenticated. */
  public Set<Principal> owners() {
    return active.stream().map(Download::owner).collect(Collectors.toSet());
  }

  /**
   * Aborts downloads at their next write, or within a second if they wait for the database.
   *
   * @param whose called with the user of each download
   * @param why a sentence
   */
  public void abort(Predicate<Principal> whose, String why) {
    active.stream()
        .filter(download -> whose.test(download.owner()))
        .forEach(download -> download.abort(why));
  }

  void add(Download download) {
    active.add(download);
  }

  void remove(Download download) {
    active.remove(download);
  }
}
