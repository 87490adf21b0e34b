package dev.signalbox.accounts;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The account table. */
interface AccountRows extends Repository<Account, UUID> {

  /** Writes at once: rows that are written without JPA refer to this one. */
  Account saveAndFlush(Account account);

  Optional<Account> findById(UUID id);

  Optional<Account> findByInstanceAndGithubId(String instance, long githubId);

  long countByStatus(AccountStatus status);

  /** Locks every admin who may enter, so that two admins cannot suspend each other at once. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query(
      "select a from Account a where a.role = dev.signalbox.accounts.Role.ADMIN"
          + " and a.status = dev.signalbox.accounts.AccountStatus.ACTIVE order by a.id")
  List<Account> lockedAdmins();
}
