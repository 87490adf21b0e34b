package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.web.PageOf;
import java.util.List;
import java.util.Map;

/**
 * A page of people and what stands around it.
 *
 * @param counts how many people each window has, the filter aside
 * @param organizations those that people are in
 * @param matching how many the filter lets through, counted to one more than can be dealt with at
 *     once
 */
record Listing(
    Map<AccountStatus, Long> counts,
    List<String> organizations,
    PageOf<PersonRow> people,
    int matching) {}
