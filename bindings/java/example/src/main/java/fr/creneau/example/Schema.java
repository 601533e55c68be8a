package fr.creneau.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The tables of an existing planning system: French names, ids of its own, a row for each slot.
 * Four columns and two tables were added for the engine: plan and revision of a half-day, revision
 * of a reservation, the number of a département; events and requests.
 */
final class Schema {
  private static final String TABLES =
      """
      CREATE TABLE IF NOT EXISTS planning (
        departement VARCHAR(3) PRIMARY KEY,
        numero BIGINT NOT NULL,
        numero_fermetures BIGINT NOT NULL);
      CREATE TABLE IF NOT EXISTS demi_journee (
        id VARCHAR(20) PRIMARY KEY,
        departement VARCHAR(3) NOT NULL,
        inspecteur VARCHAR(20) NOT NULL,
        debut TIMESTAMP NOT NULL,
        fin TIMESTAMP NOT NULL,
        centre_propose VARCHAR(20),
        centre VARCHAR(20),
        categorie VARCHAR(4),
        epreuve VARCHAR(10),
        minutes_unite INT,
        unites_creneau INT,
        nombre_creneaux INT,
        bureau VARCHAR(20),
        plan INT NOT NULL,
        revision BIGINT NOT NULL,
        reference TEXT);
      CREATE INDEX IF NOT EXISTS demi_journee_debut ON demi_journee (departement, debut);
      CREATE INDEX IF NOT EXISTS demi_journee_inspecteur ON demi_journee (inspecteur, debut);
      CREATE TABLE IF NOT EXISTS reservation (
        id VARCHAR(20) PRIMARY KEY,
        departement VARCHAR(3) NOT NULL,
        auto_ecole VARCHAR(20) NOT NULL,
        demi_journee VARCHAR(20) NOT NULL REFERENCES demi_journee (id),
        plan INT NOT NULL,
        revision BIGINT NOT NULL,
        reference TEXT);
      CREATE INDEX IF NOT EXISTS reservation_auto_ecole ON reservation (auto_ecole);
      CREATE INDEX IF NOT EXISTS reservation_demi_journee ON reservation (demi_journee);
      CREATE TABLE IF NOT EXISTS creneau (
        demi_journee VARCHAR(20) NOT NULL REFERENCES demi_journee (id),
        plan INT NOT NULL,
        rang INT NOT NULL,
        reservation VARCHAR(20) REFERENCES reservation (id),
        indispo BOOLEAN NOT NULL,
        motif INT,
        note TEXT,
        PRIMARY KEY (demi_journee, plan, rang));
      CREATE TABLE IF NOT EXISTS fermeture (
        id VARCHAR(20) PRIMARY KEY,
        departement VARCHAR(3) NOT NULL,
        portee INT NOT NULL,
        qui BIGINT NOT NULL,
        debut TIMESTAMP NOT NULL,
        fin TIMESTAMP NOT NULL,
        motif INT,
        note TEXT);
      CREATE TABLE IF NOT EXISTS reglement (
        version BIGINT NOT NULL);
      CREATE TABLE IF NOT EXISTS regle (
        rang INT PRIMARY KEY,
        a_partir_du DATE NOT NULL,
        cle TEXT NOT NULL,
        valeur TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS evenement (
        departement VARCHAR(3) NOT NULL,
        numero BIGINT NOT NULL,
        commande INT NOT NULL,
        role INT NOT NULL,
        qui BIGINT NOT NULL,
        pseudonyme TEXT,
        moment BIGINT NOT NULL,
        demande TEXT,
        empreinte BIGINT NOT NULL,
        motif INT,
        note TEXT,
        reglement BIGINT NOT NULL,
        fermetures BIGINT,
        contenu TEXT NOT NULL,
        PRIMARY KEY (departement, numero));
      CREATE TABLE IF NOT EXISTS demande (
        departement VARCHAR(3) NOT NULL,
        role INT NOT NULL,
        qui BIGINT NOT NULL,
        demande VARCHAR(100) NOT NULL,
        numero BIGINT NOT NULL,
        PRIMARY KEY (departement, role, qui, demande));
      CREATE TABLE IF NOT EXISTS refus (
        rang BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        departement VARCHAR(3) NOT NULL,
        commande INT NOT NULL,
        role INT NOT NULL,
        qui BIGINT NOT NULL,
        pseudonyme TEXT,
        moment BIGINT NOT NULL,
        demande TEXT,
        code INT NOT NULL,
        limite BIGINT NOT NULL,
        constate BIGINT NOT NULL,
        creneaux TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS courriel (
        id BIGINT PRIMARY KEY,
        departement VARCHAR(3) NOT NULL,
        nature INT NOT NULL,
        auto_ecole VARCHAR(20),
        bureau VARCHAR(20),
        du_bureau VARCHAR(20),
        moment BIGINT NOT NULL,
        motif INT,
        note TEXT,
        adresse TEXT,
        repondre_a TEXT,
        titre TEXT,
        texte TEXT,
        html TEXT,
        etat INT NOT NULL,
        tentatives INT NOT NULL,
        incertaines INT NOT NULL,
        prochaine BIGINT NOT NULL,
        bail BIGINT NOT NULL,
        bail_jusqua BIGINT NOT NULL,
        erreur TEXT);
      CREATE INDEX IF NOT EXISTS courriel_prochaine ON courriel (etat, prochaine);
      CREATE TABLE IF NOT EXISTS courriel_ligne (
        courriel BIGINT NOT NULL REFERENCES courriel (id),
        rang INT NOT NULL,
        reservation VARCHAR(20),
        auto_ecole VARCHAR(20),
        centre VARCHAR(20),
        inspecteur VARCHAR(20),
        categorie INT NOT NULL,
        epreuve INT,
        debut TIMESTAMP NOT NULL,
        fin TIMESTAMP NOT NULL,
        unites INT NOT NULL,
        suite BIGINT NOT NULL,
        garde BOOLEAN NOT NULL,
        garde_debut TIMESTAMP,
        garde_fin TIMESTAMP,
        resume TEXT,
        lieu TEXT,
        PRIMARY KEY (courriel, rang));
      CREATE SEQUENCE IF NOT EXISTS numero_suivant;
      CREATE TABLE IF NOT EXISTS bureau (
        id VARCHAR(20) PRIMARY KEY, nom TEXT NOT NULL, courriel TEXT, telephone TEXT, departements TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS auto_ecole (
        id VARCHAR(20) PRIMARY KEY, raison_sociale TEXT NOT NULL, numero_aurige TEXT NOT NULL, courriel TEXT,
        categories TEXT NOT NULL, active BOOLEAN NOT NULL);
      CREATE TABLE IF NOT EXISTS inspecteur (
        id VARCHAR(20) PRIMARY KEY, matricule TEXT NOT NULL, nom TEXT NOT NULL, categories TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS affectation (
        inspecteur VARCHAR(20) NOT NULL REFERENCES inspecteur (id), departement VARCHAR(3) NOT NULL,
        du DATE NOT NULL, au DATE NOT NULL);
      CREATE TABLE IF NOT EXISTS centre (
        id VARCHAR(20) PRIMARY KEY, nom TEXT NOT NULL, adresse TEXT, departement VARCHAR(3) NOT NULL,
        categories TEXT NOT NULL);
      """;

  private Schema() {}

  /** Makes the tables that are not there. */
  static void create(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES.split(";\\s*\n")) {
        if (!table.isBlank()) {
          statement.execute(table);
        }
      }
    }
  }
}
