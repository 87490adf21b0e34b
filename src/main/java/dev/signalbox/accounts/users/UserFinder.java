package dev.signalbox.accounts.users;

import dev.signalbox.web.Finder;
import dev.signalbox.web.Found;
import java.util.List;
import org.springframework.stereotype.Component;

/** People by name for the palette. */
@Component
class UserFinder implements Finder {

  private final Directory directory;

  UserFinder(Directory directory) {
    this.directory = directory;
  }

  @Override
  public List<Found> find(String words, int limit) {
    return directory.named(words, limit).stream()
        .map(
            row ->
                new Found(
                    "User",
                    "user",
                    row.displayName(),
                    row.login() + " · " + StatusWords.of(row.status()).word(),
                    "/users/" + row.id()))
        .toList();
  }
}
