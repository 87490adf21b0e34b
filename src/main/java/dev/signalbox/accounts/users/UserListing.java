package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.web.ListPage;
import java.util.List;
import java.util.Map;

/**
 * A page of users with the totals around it.
 *
 * @param counts number of users per status, without the filter
 * @param organizations logins of the organizations that users belong to
 * @param matching number of users that match the filter, counted up to one more than the maximum of
 *     a bulk action
 */
record UserListing(
    Map<AccountStatus, Long> counts,
    List<String> organizations,
    ListPage<UserRow> users,
    int matching) {}
