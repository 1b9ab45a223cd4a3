namespace Orchestrator.Office.Signatures;

/// <summary>A picture of a signature (签名图), found by its hash and never changed: decisions name the one that was theirs.</summary>
public sealed class SignatureImage
{
    /// <summary>Of <see cref="Content"/>, in lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary><c>image/png</c> or <c>image/jpeg</c>, as its bytes say.</summary>
    public required string MediaType { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required byte[] Content { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>The image that a person's decisions carry from now on.</summary>
public sealed class Signature
{
    public required string PersonId { get; init; }

    public required string Sha256 { get; init; }

    public DateTimeOffset At { get; init; }
}
