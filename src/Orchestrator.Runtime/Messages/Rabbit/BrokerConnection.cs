using RabbitMQ.Client;

namespace Orchestrator.Runtime.Messages.Rabbit;

/// <summary>
/// Connections for looking after queues. Messages themselves go by the bus; this folder is the only place that speaks to the
/// broker beside it.
/// </summary>
internal static class BrokerConnection
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Throws <see cref="RabbitMQ.Client.Exceptions.BrokerUnreachableException"/>.</summary>
    public static Task<IConnection> Open(BrokerOptions broker, CancellationToken ct)
    {
        var factory = new ConnectionFactory
        {
            HostName = broker.Server.Host,
            Port = broker.Server.Port,
            UserName = broker.User,
            Password = broker.Password,
            VirtualHost = VirtualHost(broker.Server),
            RequestedConnectionTimeout = Patience,
            ContinuationTimeout = Patience,
            AutomaticRecoveryEnabled = false,
            ClientProvidedName = "orchestrator operations",
        };
        if (broker.Encrypted)
        {
            factory.Ssl = new SslOption { Enabled = true, ServerName = broker.Server.Host };
        }

        return factory.CreateConnectionAsync(ct);
    }

    private static string VirtualHost(Uri server) => server.AbsolutePath is "" or "/" ? "/" : Uri.UnescapeDataString(server.AbsolutePath[1..]);
}
