namespace Orchestrator.Runtime;

/// <summary>A value or a refusal.</summary>
/// <typeparam name="T">What the caller gets; must survive a round trip through JSON when it is a command's answer,
/// because a repeated command is answered from the stored text.</typeparam>
public readonly struct Outcome<T>
{
    internal Outcome(T? value, Refusal? refusal, bool replayed)
    {
        Value = value;
        Refusal = refusal;
        Replayed = replayed;
    }

    /// <summary>Meaningful only when <see cref="Refusal"/> is null.</summary>
    public T? Value { get; }

    public Refusal? Refusal { get; }

    /// <summary>The command had been carried out before; <see cref="Value"/> is the answer of that time.</summary>
    public bool Replayed { get; }

    public static implicit operator Outcome<T>(T value) => new(value, null, false);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal, false);

    /// <summary>The value, or an exception with the refusal's text: for code that knows it cannot be refused.</summary>
    public T Required() => Refusal is { } no ? throw new InvalidOperationException($"{no.Code}: {no.Message}") : Value!;
}

public static class Outcome
{
    /// <summary>For interface types and nulls, where the implicit conversion does not apply.</summary>
    public static Outcome<T> Of<T>(T value) => new(value, null, false);
}

/// <summary>Nothing to say beyond that it is done.</summary>
public sealed record Done
{
    public static Done Value { get; } = new();
}
