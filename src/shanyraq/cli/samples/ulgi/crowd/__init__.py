"""The people of Үлгі: five thousand who do not exist, with what their organisations keep of them."""
