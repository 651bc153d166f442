"""The body: templates of real skin, where marks lie on it, and how ink and light look in it."""
