package dev.parley.sasl;

/**
 * LOGIN, which no RFC describes: the server asks for the name, then for the password. What it asks in which words is not
 * looked at, since servers differ.
 */
final class LoginExchange implements Exchange {
    private final Credentials credentials;
    private int said;

    LoginExchange(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public byte[] first() {
        said = 1;
        return credentials.name();
    }

    @Override
    public Answer answer(byte[] challenge) {
        said++;
        return switch (said) {
            case 1 -> new Answer.Response(credentials.name());
            case 2 -> new Answer.Response(credentials.password());
            default ->
                new Answer.Refusal(
                        "The server asked for more than the name and the password.",
                        "LOGIN has two questions; a +OK or -ERR follows the second answer.");
        };
    }
}
