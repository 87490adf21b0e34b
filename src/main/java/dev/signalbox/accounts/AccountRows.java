package dev.signalbox.accounts;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

/** The account table. */
interface AccountRows extends Repository<Account, UUID> {

  /** Writes at once: rows that are written without JPA refer to this one. */
  Account saveAndFlush(Account account);

  Optional<Account> findById(UUID id);

  Optional<Account> findByInstanceAndGithubId(String instance, long githubId);

  long countByStatus(AccountStatus status);

  /** Passes over what another transaction has locked. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @QueryHints(@QueryHint(name = "jakarta.persistence.lock.timeout", value = "-2"))
  @Query(
      "select a from Account a where a.status = dev.signalbox.accounts.AccountStatus.SUSPENDED"
          + " and a.statusUntil <= :now order by a.statusUntil")
  List<Account> lockedEndedSuspensions(Instant now, Limit limit);

  /** Locks every admin who may enter, so that two admins cannot suspend each other at once. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query(
      "select a from Account a where a.role = dev.signalbox.accounts.Role.ADMIN"
          + " and a.status = dev.signalbox.accounts.AccountStatus.ACTIVE order by a.id")
  List<Account> lockedAdmins();
}
