package dev.parley.dovecot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/** The user and group that this process creates files as. */
record Owner(String user, String group) {
    /** Read from a file that this process has created. */
    static Owner of(Path created) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(created, PosixFileAttributes.class);
        return new Owner(attributes.owner().getName(), attributes.group().getName());
    }

    boolean isRoot() {
        return user.equals("root");
    }

    /** Dovecot refuses to touch mail as root. */
    String mailUser() {
        return isRoot() ? "mail" : user;
    }

    String mailGroup() {
        return isRoot() ? "mail" : group;
    }
}
