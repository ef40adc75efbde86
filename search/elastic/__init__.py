"""The second engine: Elasticsearch 8, which follows the database and answers when it is as right."""
