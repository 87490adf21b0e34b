package dev.signalbox.accounts.users;

import dev.signalbox.web.SearchHit;
import dev.signalbox.web.SearchProvider;
import java.util.List;
import org.springframework.stereotype.Component;

/** Searches users for the command palette. */
@Component
class UserSearchProvider implements SearchProvider {

  private final UserQueries userQueries;

  UserSearchProvider(UserQueries userQueries) {
    this.userQueries = userQueries;
  }

  @Override
  public List<SearchHit> find(String text, int limit) {
    return userQueries.search(text, limit).stream()
        .map(
            row ->
                new SearchHit(
                    "User",
                    "user",
                    row.displayName(),
                    row.login() + " · " + StatusLabels.of(row.status()).text(),
                    "/users/" + row.id()))
        .toList();
  }
}
