package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Accounts;
import dev.signalbox.web.Attention;
import dev.signalbox.web.Section;
import org.springframework.stereotype.Component;

/** New people who wait for an admin, beside the navigation's entry. */
@Component
class WaitingUsers implements Attention {

  private final Accounts accounts;

  WaitingUsers(Accounts accounts) {
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
  public int waiting() {
    return Math.toIntExact(accounts.count(AccountStatus.SUSPENDED_NEW));
  }

  @Override
  public String sentence(int waiting) {
    return waiting == 1
        ? "1 new person waits for activation"
        : waiting + " new people wait for activation";
  }
}
