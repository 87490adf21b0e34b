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

/** Repository of accounts. */
interface AccountRepository extends Repository<Account, UUID> {

  /** Flushes immediately, because rows written with plain JDBC refer to this one. */
  Account saveAndFlush(Account account);

  Optional<Account> findById(UUID id);

  Optional<Account> findByInstanceAndGithubId(String instance, long githubId);

  long countByStatus(AccountStatus status);

  /** Skips rows that another transaction has locked. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @QueryHints(@QueryHint(name = "jakarta.persistence.lock.timeout", value = "-2"))
  @Query(
      "select a from Account a where a.status = dev.signalbox.accounts.AccountStatus.SUSPENDED"
          + " and a.statusUntil <= :now order by a.statusUntil")
  List<Account> lockExpiredSuspensions(Instant now, Limit limit);

  /** Locks all active admins, so that two of them can't suspend each other concurrently. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query(
      "select a from Account a where a.role = dev.signalbox.accounts.Role.ADMIN"
          + " and a.status = dev.signalbox.accounts.AccountStatus.ACTIVE order by a.id")
  List<Account> lockActiveAdmins();
}
