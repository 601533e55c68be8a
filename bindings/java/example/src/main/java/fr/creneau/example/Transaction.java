package fr.creneau.example;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection in a transaction, which ends; the pool gets it back as it was. */
final class Transaction implements AutoCloseable {
  private final Connection connection;
  private final boolean autoCommit;
  private final int isolation;

  Transaction(Connection connection, int wanted) throws SQLException {
    this.connection = connection;
    this.autoCommit = connection.getAutoCommit();
    this.isolation = connection.getTransactionIsolation();
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(wanted);
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.setTransactionIsolation(isolation);
    connection.setAutoCommit(autoCommit);
  }
}
