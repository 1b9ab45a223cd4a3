using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Office.Notices;

/// <summary>The ways out of the application. The names are stored and part of the API.</summary>
public enum ChannelCode
{
    Mail,
    Webhook,
}

public enum DeliveryState
{
    /// <summary>Waits for its first or next attempt.</summary>
    Pending,

    /// <summary>The server of the channel has taken it over.</summary>
    Sent,

    /// <summary>Refused, or given up after the last attempt; an administrator can have it sent again.</summary>
    Failed,

    /// <summary>When its turn came the person could not sign in any more, had no address or did not want it any more.</summary>
    Dropped,
}

/// <summary>One notice on its way to one person by one channel; there is one row for each such triple.</summary>
public sealed class NoticeDelivery
{
    /// <summary>What receivers recognise a repetition by: <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    public required string NoticeId { get; init; }

    public required string Kind { get; init; }

    public ChannelCode Channel { get; init; }

    public required string PersonId { get; init; }

    /// <summary>When the notice was written.</summary>
    public required string PersonName { get; init; }

    public DeliveryState State { get; set; }

    public int Attempts { get; set; }

    /// <summary>Why the last attempt failed, or why it was dropped; a Chinese sentence.</summary>
    public string? Reason { get; set; }

    /// <summary>Where it was sent to; null before, and on channels without addresses.</summary>
    public string? Address { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? NextAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public long Revision { get; set; }

    /// <summary>128 bits of the SHA-256 of the triple, in hexadecimal digits.</summary>
    public static string IdOf(string noticeId, ChannelCode channel, string personId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{noticeId}\n{channel}\n{personId}")).AsSpan(0, 16));

    public void MoveTo(DeliveryState state, string? reason, DateTimeOffset? next, DateTimeOffset? ended)
    {
        (State, Reason, NextAt, EndedAt) = (state, reason, next, ended);
        Revision++;
    }
}
