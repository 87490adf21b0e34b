package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountService;
import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import java.util.List;
import org.springframework.stereotype.Component;

/** New users pending approval, shown in the navigation and on the overview. */
@Component
class PendingApprovals implements AttentionSource {

  private final AccountService accounts;

  PendingApprovals(AccountService accounts) {
    this.accounts = accounts;
  }

  @Override
  public Section section() {
    return Section.USERS;
  }

  @Override
  public String topic() {
    return "users";
  }

  @Override
  public List<AttentionItem> items() {
    int waiting = Math.toIntExact(accounts.count(AccountStatus.SUSPENDED_NEW));
    return waiting == 0
        ? List.of()
        : List.of(
            AttentionItem.ofNotice(
                "Approval",
                waiting,
                waiting == 1
                    ? "1 new user is waiting for approval"
                    : "%,d new users are waiting for approval".formatted(waiting),
                null,
                "Activate them, or leave them suspended.",
                "/users?state=" + AccountStatus.SUSPENDED_NEW));
  }
}
