namespace Orchestrator.Contracts.People;

/// <summary>
/// The installation's secret under which person keys are made: at least 32 bytes, the same in every service,
/// kept with the backups. Another secret gives every person another key.
/// </summary>
public sealed class PersonKeySecret
{
    public const int LeastBytes = 32;

    private readonly byte[] bytes;

    /// <summary>Throws <see cref="ArgumentException"/> for fewer than <see cref="LeastBytes"/> bytes.</summary>
    public PersonKeySecret(ReadOnlySpan<byte> secret)
    {
        if (secret.Length < LeastBytes)
        {
            throw new ArgumentException($"The secret of person keys needs at least {LeastBytes} bytes; it has {secret.Length}.", nameof(secret));
        }

        bytes = secret.ToArray();
    }

    internal ReadOnlySpan<byte> Bytes => bytes;

    public override string ToString() => nameof(PersonKeySecret);
}
