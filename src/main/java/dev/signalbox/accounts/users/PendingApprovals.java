package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountService;
import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
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
  public String url() {
    return "/users?state=" + AccountStatus.SUSPENDED_NEW;
  }

  @Override
  public String topic() {
    return "users";
  }

  @Override
  public int count() {
    return Math.toIntExact(accounts.count(AccountStatus.SUSPENDED_NEW));
  }

  @Override
  public String sentence(int waiting) {
    return waiting == 1
        ? "1 new user is waiting for approval"
        : "%,d new users are waiting for approval".formatted(waiting);
  }
}
